import { recordFromParameters, type Parameters } from '@ringback/catalog'
import { findingId } from '@ringback/common'
import { toCurl } from '@ringback/twilio-client'
import type { ProbeRequest } from '@ringback/checks'
import type { OpenAccess } from '../options/client-options.ts'
import type { FindingEvent } from '../report/finding-event.ts'
import type { FindingStore, FuzzFinding, StoredFinding } from './finding.ts'
import type { Found } from './found.ts'
import { oneRecording } from './one-recording.ts'

/** The findings so far. */
export interface FindingLedger {
  /**
   * Reports and stores a finding, unless its cause, or a similar finding on enough other pages, was reported before.
   */
  readonly report: (found: Found) => Promise<void>
  /** Whether the cause with this key was reported. */
  readonly isReported: (key: string) => boolean
  readonly findings: () => readonly FuzzFinding[]
  /** How many findings were left out because they are like others, on other pages. */
  readonly leftOut: () => number
}

/** What `FindingLedger` depends on. */
export interface FindingLedgerOptions {
  readonly access: OpenAccess
  readonly store: FindingStore | undefined
  /** The plain request to compare a request with. */
  readonly plainFor: (request: ProbeRequest) => Parameters
  readonly onFinding: (event: FindingEvent) => void
}

/** Number of pages for which the same failure is reported. A failure before any page is reached occurs on all pages. */
const mostPages = 3

/** Creates an empty ledger. */
export function createFindingLedger(options: FindingLedgerOptions): FindingLedger {
  const reported = new Set<string>()
  const pages = new Map<string, number>()
  const findings: FuzzFinding[] = []
  let leftOut = 0
  const isOneTooMany = (keyOnAnyPage: string | undefined): boolean => {
    if (keyOnAnyPage === undefined) return false
    const count = (pages.get(keyOnAnyPage) ?? 0) + 1
    pages.set(keyOnAnyPage, count)
    return count > mostPages
  }
  return {
    isReported: (key) => reported.has(key),
    findings: () => [...findings],
    leftOut: () => leftOut,
    async report(found) {
      if (reported.has(found.key)) return
      reported.add(found.key)
      if (isOneTooMany(found.keyOnAnyPage)) {
        leftOut += 1
        return
      }
      const stored = storedFinding(found, options.access)
      findings.push(stored.finding)
      await options.store?.write(stored)
      const plain = recordFromParameters(found.plain ?? options.plainFor(found.request))
      options.onFinding({ type: 'finding', finding: stored.finding, plain })
    },
  }
}

function storedFinding(found: Found, access: OpenAccess): StoredFinding {
  const { request, proof, status, path, exchanges, key } = found
  const { code, severity, message, twilioCode = null } = found.finding
  const { kind, method, url, parameters } = request
  const { authToken, app, publicUrl } = access
  return {
    proof,
    recording: oneRecording(exchanges),
    location: {
      ...(app !== undefined && { app }),
      ...(publicUrl !== undefined && { publicUrl }),
    },
    finding: {
      id: findingId(code, key),
      code,
      severity,
      twilioCode,
      kind,
      message,
      request: { method, url, params: recordFromParameters(parameters) },
      response: { status },
      curl: toCurl(request, { url, authToken, signature: request.signature, app, publicUrl }),
      path,
    },
  }
}
