import { recordFromParameters } from '@ringback/catalog'
import type { CheckFinding, ProbeRequest } from '@ringback/checks'
import { recordingsOf, recordingVersion, type Exchange, type Recording } from '@ringback/recording'
import { toCurl } from '@ringback/twilio-client'
import { idOf, type CauseKeys } from './cause.ts'
import type { ReachOptions } from './options.ts'
import type { FuzzFinding, Proof } from './finding.ts'
import { plainBeside } from './routes/plain-for.ts'
import type { Run } from './run.ts'

/** What is known of a finding when it is reported. */
export interface Found extends CauseKeys {
  readonly finding: CheckFinding
  readonly request: ProbeRequest
  readonly status: number | null
  readonly path: readonly string[]
  readonly proof: Proof
  readonly exchanges: readonly Exchange[]
}

/** Pages on which the same is reported: what is wrong before any page is reached is wrong on all of them. */
const mostPages = 3

/** Reports and keeps a finding, unless one of the same cause was, or what is alike on enough other pages. */
export async function reportFinding(run: Run, found: Found): Promise<void> {
  if (run.reported.has(found.key)) return
  run.reported.add(found.key)
  if (found.keyOnAnyPage !== undefined) {
    const pages = (run.pages.get(found.keyOnAnyPage) ?? 0) + 1
    run.pages.set(found.keyOnAnyPage, pages)
    if (pages > mostPages) {
      run.alike += 1
      return
    }
  }
  const { request, proof, status, path } = found
  const { code, severity, message, twilioCode } = found.finding
  const { kind, method, url, parameters } = request
  const finding: FuzzFinding = {
    id: idOf(code, found.key),
    code,
    severity,
    twilioCode: twilioCode ?? null,
    kind,
    message,
    request: { method, url, params: recordFromParameters(parameters) },
    response: { status },
    curl: curlLineOf(request, run.options),
    path,
  }
  run.findings.push(finding)
  await run.options.store?.write({ finding, proof, recording: recordingWith(found.exchanges) })
  run.emit({
    type: 'finding',
    finding,
    plain: recordFromParameters(plainBeside(run.routes.values(), request)),
  })
}

/** One recording of all that was sent, even where it is about several calls. */
function recordingWith(exchanges: readonly Exchange[]): Recording {
  const recordings = recordingsOf(exchanges)
  const [first] = recordings
  if (first !== undefined && recordings.length === 1) return first
  return {
    version: recordingVersion,
    callSid: first?.callSid ?? null,
    legs: recordings.flatMap(({ legs }) => legs),
    exchanges,
  }
}

function curlLineOf(request: ProbeRequest, { authToken, publicUrl, app }: ReachOptions): string {
  const { url, signature } = request
  return toCurl(request, {
    url,
    authToken,
    signature,
    publicUrl,
    app: typeof app === 'string' ? app : undefined,
  })
}
