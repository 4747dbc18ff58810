import { RingbackError } from '@ringback/common'

/** A contract cannot be built, verified or published at all: no pact, no app, no broker. */
export class ContractError extends RingbackError {
  override readonly name = 'ContractError'
}
