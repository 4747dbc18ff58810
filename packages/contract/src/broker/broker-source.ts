/** Which versions of the consumer are wanted, in the broker's words: `{ mainBranch: true }`, `{ deployedOrReleased: true }`. */
export type VersionSelector = Readonly<Record<string, string | boolean>>

/** A Pact Broker, and which of its pacts are verified. */
export interface BrokerSource {
  readonly brokerUrl: string
  readonly token?: string
  readonly username?: string
  readonly password?: string
  /** The app's name in the broker. */
  readonly provider: string
  /** Default: the main branch, and what is deployed or released. */
  readonly selectors?: readonly VersionSelector[]
  /** Lets pacts that the app never passed fail without failing the run. */
  readonly enablePending?: boolean
  /** Takes in work in progress from this day on: `2026-01-31`. */
  readonly includeWipPactsSince?: string
  /** The app's version; with `publish` the results are recorded under it. */
  readonly providerVersion?: string
  readonly providerVersionBranch?: string
  /** Where a person finds this run. */
  readonly buildUrl?: string
  /** Tells the broker the results. Needs `providerVersion`. */
  readonly publish?: boolean
}

/** Whether the pacts are those of a broker. */
export function isBrokerSource(pacts: string | readonly unknown[] | BrokerSource): pacts is BrokerSource {
  return typeof pacts === 'object' && 'brokerUrl' in pacts
}
