import type { Ids } from '@ringback/twilio-client'
import { sidPrefix, formatRfc2822 } from '@ringback/catalog'
import { Interrupted, runDocuments, runLeg } from '@ringback/simulator/engine'
import { noun, verb } from '@ringback/twiml'
import { uriOf, type Account, type StreamRow } from '../account/account.ts'
import { created, found, refused, type Answer } from '../api/answer.ts'
import { methodOf, type ApiRequest, type RestParameters } from '../api/api-request.ts'
import type { Route } from '../api/route.ts'
import { callOf } from '../calls/call-routes.ts'
import { xml } from '../calls/inline-twiml.ts'
import { restParameter } from '../data/rest-parameter.ts'
import { streamStatus } from '../data/rest-values.ts'

/** Media Streams that the app starts on a call in progress. */
export const streamRoutes: readonly Route[] = [
  { method: 'POST', path: '/Calls/{CallSid}/Streams', run: start },
  { method: 'POST', path: '/Calls/{CallSid}/Streams/{Stream}', run: stop },
]

function start(account: Account, request: ApiRequest): Answer {
  const { simulation, streams } = account
  const { form } = request
  const { leg, sid: callSid } = callOf(account, request)
  const url = form.get(restParameter.Url)
  if (url === undefined) throw refused('urlMissing')
  if (!/^wss?:\/\/[^/?#\s]/i.test(url) || !URL.canParse(url)) throw refused('urlInvalid', url)
  if (leg?.answeredAt === undefined || leg.endedAt !== undefined) throw refused('notInProgress')
  const sid = simulation.ids.sid(sidPrefix.mediaStream)
  const row: StreamRow = {
    sid,
    callSid,
    name: form.get(restParameter.Name) ?? sid,
    updatedAt: simulation.clock.now(),
  }
  streams.set(sid, row)
  const own = { ...simulation, ids: idsWithStream(sid, simulation.ids) }
  const source = { type: 'inline', twiml: twimlOf(row, url, form) } as const
  void runDocuments({ simulation: own, leg, scope: leg.control, place: 'voice', runLeg }, source).catch(
    (error: unknown) => {
      if (!(error instanceof Interrupted)) throw error
    },
  )
  return created(resourceOf(account, row, streamStatus.inProgress))
}

function twimlOf({ name }: StreamRow, url: string, form: RestParameters): string {
  const callback = form.get(restParameter.StatusCallback)
  const stream = xml(
    noun.Stream,
    {
      url,
      name,
      track: form.get(restParameter.Track),
      statusCallback: callback,
      statusCallbackMethod: callback && methodOf(form.get(restParameter.StatusCallbackMethod)),
    },
    ...customParameters(form),
  )
  return xml('Response', {}, xml(verb.Start, {}, stream))
}

/** `Parameter1.Name` and `Parameter1.Value`, and so on. */
function customParameters({ pairs }: RestParameters): readonly string[] {
  const values = new Map(pairs)
  return pairs.flatMap(([written, name]) => {
    const number = /^Parameter(\d+)\.Name$/.exec(written)?.[1]
    if (number === undefined) return []
    return [xml(noun.Parameter, { name, value: values.get(`Parameter${number}.Value`) ?? '' })]
  })
}

/** The stream got its SID when it was requested. */
function idsWithStream(sid: string, ids: Ids): Ids {
  return { ...ids, sid: (prefix) => (prefix === sidPrefix.mediaStream ? sid : ids.sid(prefix)) }
}

async function stop(account: Account, request: ApiRequest): Promise<Answer> {
  const { leg, sid: callSid } = callOf(account, request)
  const wanted = request.sids['Stream']
  const row = [...account.streams.values()].find(
    (each) => each.callSid === callSid && (each.sid === wanted || each.name === wanted),
  )
  if (row === undefined) throw refused('notFound', request.path)
  if (request.form.get(restParameter.Status) !== streamStatus.stopped) {
    throw refused('parameter', restParameter.Status)
  }
  const key = `${noun.Stream} ${row.name}`
  const end = leg?.beside.get(key)
  leg?.beside.delete(key)
  await end?.()
  row.updatedAt = account.simulation.clock.now()
  return found(resourceOf(account, row, streamStatus.stopped))
}

function resourceOf(
  account: Account,
  { sid, callSid, name, updatedAt }: StreamRow,
  status: string,
): Readonly<Record<string, unknown>> {
  return {
    sid,
    account_sid: account.simulation.accountSid,
    call_sid: callSid,
    name,
    status,
    date_updated: formatRfc2822(updatedAt),
    uri: uriOf(account, 'Calls', callSid, 'Streams', sid),
  }
}
