/**
 * A mistake the user can mend: printed without a stack trace, exit code 2. `message` says what happened and
 * why, `remedy` what to do.
 */
export class UserError extends Error {
  readonly remedy: string | undefined

  constructor(message: string, remedy?: string) {
    super(message)
    this.name = 'UserError'
    this.remedy = remedy
  }
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
