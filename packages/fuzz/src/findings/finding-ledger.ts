import { recordFromParameters, type Parameters } from '@ringback/catalog'
import { toCurl } from '@ringback/twilio-client'
import type { ProbeRequest } from '@ringback/checks'
import { findingId } from '../causes/finding-id.ts'
import type { OpenAccess } from '../options/client-options.ts'
import type { FindingEvent } from '../report/finding-event.ts'
import type { FindingStore, FuzzFinding, StoredFinding } from './finding.ts'
import type { Found } from './found.ts'
import { oneRecording } from './one-recording.ts'

/** What was found so far. */
export interface FindingLedger {
  /** Reports and keeps a finding, unless its cause was reported, or the like of it on enough other pages. */
  readonly report: (found: Found) => Promise<void>
  /** Whether the cause of a key was reported. */
  readonly isReported: (key: string) => boolean
  readonly findings: () => readonly FuzzFinding[]
  /** How many findings were left out because they are like others, on other pages. */
  readonly leftOut: () => number
}

/** What the ledger needs. */
export interface FindingLedgerOptions {
  readonly access: OpenAccess
  readonly store: FindingStore | undefined
  /** What a request would be if nothing were odd about it. */
  readonly plainFor: (request: ProbeRequest) => Parameters
  readonly onFinding: (event: FindingEvent) => void
}

/** Pages for which the same is reported. What is wrong before any page is reached is wrong on all of them. */
const mostPages = 3

/** Nothing was found yet. */
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
      const plain = recordFromParameters(options.plainFor(found.request))
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
