/**
 * The contract could not be judged at all: no pact, no app, no broker. `message` says what happened and why, `remedy`
 * what to do.
 */
export class ContractError extends Error {
  override readonly name = 'ContractError'
  readonly remedy: string | undefined

  constructor(message: string, remedy?: string) {
    super(message)
    this.remedy = remedy
  }
}
