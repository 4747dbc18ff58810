/** Whether a text has the form of a SID: two capital letters and 32 hexadecimal digits. */
export function isSid(text: string): boolean {
  return /^[A-Z]{2}[\da-fA-F]{32}$/.test(text)
}
