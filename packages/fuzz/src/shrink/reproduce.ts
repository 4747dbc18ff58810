import type { Parameters } from '@ringback/catalog'
import type { Sent } from '../send/sent.ts'

/** Sends parameters in a new call. Returns the request with its answer when the same failure occurs, else undefined. */
export type Reproduce = (parameters: Parameters) => Promise<Sent | undefined>
