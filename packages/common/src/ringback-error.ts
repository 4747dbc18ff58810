/** What an error of ringback carries beside its message. */
export interface RingbackErrorOptions extends ErrorOptions {
  /** What to do about it: one or more sentences, with the option or the command by its own name. */
  readonly remedy?: string
}

/**
 * The base of every error that ringback throws on purpose: a mistake that the caller can correct. The message says
 * what happened and why, `remedy` what to do. The command line prints both without a stack trace and exits 2.
 */
export class RingbackError extends Error {
  override readonly name: string = 'RingbackError'
  /** A stable name of the problem in kebab case (`no-app-url`), for code that has to tell errors apart. */
  readonly code: string
  /** What to do; undefined where the message already says it. */
  readonly remedy: string | undefined

  constructor(code: string, message: string, { remedy, ...options }: RingbackErrorOptions = {}) {
    super(message, options)
    this.code = code
    this.remedy = remedy
  }
}
