/** One difference between a webhook and a plain one, or between a failing webhook and one that does not fail. */
export type Difference =
  /** No values: the parameter is not sent. */
  | { readonly type: 'parameter'; readonly name: string; readonly values: readonly string[] }
  | { readonly type: 'order' }
  /** The same caller has sent it before. */
  | { readonly type: 'repetition' }
  /** No earlier event with the same SID in this parameter has come. */
  | { readonly type: 'missing-event'; readonly name: string }
