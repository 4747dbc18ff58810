import { createSimulation } from '@ringback/simulator/engine'
import { restLimits } from '../data/rest-values.ts'
import type { TwilioOptions } from '../options.ts'
import { applicationRows, applicationTargets, numberRows } from '../resources/configured.ts'
import type { Account } from './account.ts'
import { observe } from './observe.ts'

/** Creates an account. */
export function createAccount(options: TwilioOptions): Account {
  const { numbers = [], applications = [], apiKeys = {}, ...rest } = options
  const simulation = createSimulation({
    // The REST API lists every call of the account.
    keptCalls: Infinity,
    ...rest,
    applications: applicationTargets(applications),
  })
  const account: Account = {
    credentials: { accountSid: options.accountSid, authToken: options.authToken, apiKeys },
    simulation,
    calls: new Map(),
    recordings: new Map(),
    conferences: new Map(),
    queueDates: new Map(),
    streams: new Map(),
    notifications: [],
    numbers: numberRows(simulation, numbers),
    applications: applicationRows(simulation, applications),
    callsPerSecond: options.callsPerSecond ?? restLimits.callsPerSecond,
    lastPlacedAt: -Infinity,
  }
  observe(account)
  return account
}
