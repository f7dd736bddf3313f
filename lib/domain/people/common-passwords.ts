/**
 * Passwords, and what they are made of, that guessers try first: from the heads of the published lists of leaked
 * passwords. It is a short list kept in the code so that nothing has to be fetched or sent away; it stops the commonest
 * guesses, not each password that has ever leaked. Lower case, without the digits and signs that people add in front or behind.
 */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `password passwort passw0rd motdepasse contrasena contraseña senha parola wachtwoord haslo
  qwerty qwertyu qwertyui qwertyuiop qwertz qwertzuiop azerty azertyuiop asdf asdfgh asdfghjk asdfghjkl zxcvbn zxcvbnm
  qazwsx qazwsxedc qweasd qweasdzxc qweqweqwe asdasd asdasdasd zaqxsw poiuytrewq lkjhgfdsa mnbvcxz
  abc abcd abcde abcdef abcdefg abcdefgh abcabc abcdabcd aabbcc aaabbb
  letmein welcome welcomeback iloveyou iloveu loveyou lovely lovers forever trustno whatever hello hellohello helloworld
  admin administrator adminadmin root rootroot toor superuser superadmin sysadmin manager master default guest user username
  login logmein signin secret secretsecret private confidential changeme changeit change temporary temp temppass
  test tester testing testtest testpassword demo demodemo sample example placeholder
  monkey dragon shadow sunshine princess superman batman spiderman pokemon starwars football baseball basketball soccer hockey
  liverpool chelsea arsenal barcelona juventus yankees cowboys steelers lakers eagles ferrari porsche mercedes corvette mustang
  michael jennifer jordan michelle daniel ashley jessica charlie thomas robert matthew andrew joshua anthony william george
  nicole amanda samantha hannah victoria elizabeth alexander christopher benjamin
  computer internet samsung google facebook microsoft apple iphone android windows linux ubuntu network server database
  summer winter autumn spring january february march april june july august september october november december
  monday tuesday wednesday thursday friday saturday sunday
  orange banana cheese cookie chocolate butterfly flower freedom diamond silver golden purple yellow rainbow
  killer ninja hunter ranger warrior phoenix tigger maverick blink matrix hardcore metallica nirvana slipknot
  money cash payment payments payme invoice wallet bank banking creditcard billing checkout
  access access pass passpass passphrase mypassword mypass yourpassword newpassword oldpassword
  jesus jesuschrist blessed heaven angel angels babygirl babyboy sweetheart honey family mother father
  correcthorsebatterystaple nothing something anything asshole fuckyou fuckoff bullshit`.split(/\s+/),
);
