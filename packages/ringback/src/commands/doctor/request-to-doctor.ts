import type { Parameters } from '@ringback/catalog'
import type { RequestToExplain } from '@ringback/signature'

/** A request whose signature does not match, from the command line or from a recording. */
export interface RequestToDoctor extends Omit<RequestToExplain, 'authToken' | 'parameters'> {
  readonly parameters?: Parameters
}
