// All that the first screen can do without, fetched together once somebody begins to answer.

export { CaseView } from "./case-view.js";
export { ConfirmDialog } from "./confirm-dialog.js";
export { Gone } from "./gone.js";
export { Grounds } from "./grounds.js";
export { Guard } from "./guard.js";
export { GuardView } from "./guard-view.js";
export { RecordView } from "./record.js";
export { ResultView } from "./result-view.js";
export { answersList, heardList } from "./lists.js";
