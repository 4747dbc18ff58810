import { RingbackError } from '@ringback/common'

/** An error answer of the control routes: its HTTP status, and what the JSON says. */
export class ControlError extends RingbackError {
  override readonly name = 'ControlError'
  readonly status: number
  /** More fields of the JSON. */
  readonly details: Readonly<Record<string, unknown>>

  constructor(
    status: number,
    code: string,
    message: string,
    options: { readonly remedy: string; readonly details?: Readonly<Record<string, unknown>> },
  ) {
    super(code, message, { remedy: options.remedy })
    this.status = status
    this.details = options.details ?? {}
  }
}
