/** A value that was found in the project, and where: `app.js`, `.env`, `express`. */
export interface Found<Value> {
  readonly value: Value
  readonly from: string
}
