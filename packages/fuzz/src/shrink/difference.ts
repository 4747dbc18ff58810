/** One difference between a webhook and a plain one. No values: the parameter is not sent. */
export type Difference =
  | { readonly type: 'parameter'; readonly name: string; readonly values: readonly string[] }
  | { readonly type: 'order' }
