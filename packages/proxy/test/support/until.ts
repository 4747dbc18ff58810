/** Resolves when the condition holds; rejects, saying what was waited for, when it does not within five seconds. */
export async function until(what: string, condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 5000
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`Waited in vain until ${what}.`)
    await new Promise((next) => {
      setTimeout(next, 2)
    })
  }
}
