// One record's pages stand apart from the account's others, whose skeleton is sent before anybody knows whether there is
// such a record: here the answer's status can still say that there is none.
export { default } from "../account/layout";
