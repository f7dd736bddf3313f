// Documents stand apart from the account's other pages, whose skeleton is sent before anybody knows whether there is such a
// document: here the answer's status can still say that there is none.
export { default } from "../account/layout";
