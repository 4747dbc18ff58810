/** Whether every character takes one column and none is a style: true of most text, which is then measured by its length. */
export function isPlain(text: string): boolean {
  return /^[ -~→…]*$/.test(text)
}
