import { expectHistories } from "./expect-histories";

expectHistories(9);
