import type { KeyOrder } from './key-order.ts'
import { unknownGeo, type Geo, type Party } from '../party.ts'
import type { NamedValue } from '../values/custom-parameter.ts'

/** A webhook while it is built. Facets write to it in turn; then `finishOf` derives the rest. */
export interface Draft {
  method: 'GET' | 'POST'
  order: KeyOrder
  /** The value of each parameter of the kind, by its slot; undefined when it is not sent. */
  readonly values: (string | undefined)[]
  /** Parameters of the dynamic families. */
  readonly extras: NamedValue[]
  direction: string | undefined
  status: string | undefined
  from: Party
  to: Party
  /** The geo that is sent, which may be less than what is known of the party. */
  fromGeo: Partial<Geo> | undefined
  toGeo: Partial<Geo> | undefined
  /** Whether `Caller`, `Called` and their geo are sent next to `From` and `To`. */
  hasAliases: boolean
  /** The value of `Called` where it differs from `To`: a custom `To` of a client leaves it empty. */
  calledAddress: string | undefined
  /** Whether the undocumented `Duration` is sent next to `CallDuration`. */
  hasMinutes: boolean
  /** Whether the duration of a call that nobody answered is sent, as 0. */
  hasZeroDuration: boolean
  /** Seconds from the answer to the end; decides the durations of a call that has ended. */
  seconds: number
  /** The names of the facets that depart from the plain case so far. */
  readonly odd: string[]
}

const nobody: Party = { address: '', geo: unknownGeo }

/** A draft without parameters; `blank` has a place for each slot. */
export function emptyDraft(blank: readonly undefined[]): Draft {
  return {
    method: 'POST',
    order: 'documented',
    values: blank.slice(),
    extras: [],
    direction: undefined,
    status: undefined,
    from: nobody,
    to: nobody,
    fromGeo: undefined,
    toGeo: undefined,
    hasAliases: true,
    calledAddress: undefined,
    hasMinutes: true,
    hasZeroDuration: true,
    seconds: 0,
    odd: [],
  }
}
