/** The id of the element of a place. */
export function elementIdOf(id: string): string {
  return `place-${id}`
}

/** Brings a place into sight and gives it the focus. */
export function showPlace(id: string): void {
  const element = document.getElementById(elementIdOf(id))
  element?.focus({ preventScroll: true })
  element?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}
