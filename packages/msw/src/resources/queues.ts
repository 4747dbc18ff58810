import { limits, formatRfc2822 } from '@ringback/catalog'
import {
  averageWait,
  queueNamed,
  updateCall,
  waitedSeconds,
  type Queue,
  type QueueEntry,
} from '@ringback/simulator/engine'
import { subresourcesOf, uriOf, type Account } from '../account/account.ts'
import { created, found, gone, refused, type Answer } from '../api/answer.ts'
import { targetOf, type ApiRequest, type RestParameters } from '../api/api-request.ts'
import { checkFormats } from '../api/check-formats.ts'
import { pageOf } from '../api/paging.ts'
import type { Route } from '../api/route.ts'
import { callRules } from '../data/call-rules.ts'
import { restParameter } from '../data/rest-parameter.ts'
import { defaultQueueSize, frontOfQueue, queueSubresources } from '../data/rest-values.ts'

/** The Queues resource, and the calls that wait in each. */
export const queueRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/Queues',
    run: (account, request) =>
      pageOf(request, {
        field: 'queues',
        rows: [...account.simulation.queues.values()],
        key: ({ sid }) => sid,
        render: (queue) => resourceOf(account, queue),
      }),
  },
  { method: 'POST', path: '/Queues', run: create },
  {
    method: 'GET',
    path: '/Queues/{QueueSid}',
    run: (account, request) => found(resourceOf(account, queueOf(account, request))),
  },
  { method: 'POST', path: '/Queues/{QueueSid}', run: change },
  {
    method: 'DELETE',
    path: '/Queues/{QueueSid}',
    run(account, request) {
      const queue = queueOf(account, request)
      if (queue.entries.length > 0) throw refused('notComplete')
      account.simulation.queues.delete(queue.name)
      return gone
    },
  },
  {
    method: 'GET',
    path: '/Queues/{QueueSid}/Members',
    run(account, request) {
      const queue = queueOf(account, request)
      return pageOf(request, {
        field: 'queue_members',
        rows: queue.entries,
        key: ({ leg }) => leg.sid,
        render: (entry) => memberOf(account, queue, entry),
      })
    },
  },
  {
    method: 'GET',
    path: '/Queues/{QueueSid}/Members/{CallSid}',
    run(account, request) {
      const queue = queueOf(account, request)
      return found(memberOf(account, queue, entryOf(queue, request)))
    },
  },
  { method: 'POST', path: '/Queues/{QueueSid}/Members/{CallSid}', run: dequeue },
]

function queueOf({ simulation }: Account, { sids, path }: ApiRequest): Queue {
  const queue = [...simulation.queues.values()].find(({ sid }) => sid === sids['QueueSid'])
  if (queue === undefined) throw refused('notFound', path)
  return queue
}

function entryOf(queue: Queue, { sids, path }: ApiRequest): QueueEntry {
  const wanted = sids['CallSid']
  const entry =
    wanted === frontOfQueue ? queue.entries[0] : queue.entries.find(({ leg }) => leg.sid === wanted)
  if (entry === undefined) throw refused('notFound', path)
  return entry
}

function create(account: Account, { form }: ApiRequest): Answer {
  const { simulation, queueDates } = account
  const name = nameOf(account, form)
  if (name === undefined) throw refused('parameter', restParameter.FriendlyName)
  const queue = queueNamed(simulation, name, sizeOf(form) ?? defaultQueueSize)
  queueDates.set(queue.sid, { created: simulation.clock.now(), updated: simulation.clock.now() })
  return created(resourceOf(account, queue))
}

function change(account: Account, request: ApiRequest): Answer {
  const { simulation } = account
  const queue = queueOf(account, request)
  const name = nameOf(account, request.form) ?? queue.name
  const maxSize = sizeOf(request.form) ?? queue.maxSize
  simulation.queues.delete(queue.name)
  // Only the REST API changes the settings of a queue.
  simulation.queues.set(name, Object.assign(queue, { name, maxSize }))
  const dates = account.queueDates.get(queue.sid)
  if (dates !== undefined) dates.updated = simulation.clock.now()
  return found(resourceOf(account, queue))
}

/** A name that no other queue has. */
function nameOf({ simulation }: Account, form: RestParameters): string | undefined {
  const name = form.get(restParameter.FriendlyName)
  const isTaken = name !== undefined && simulation.queues.has(name)
  if (isTaken || (name ?? '').length > limits.queueNameCharacters) {
    throw refused('parameter', restParameter.FriendlyName)
  }
  return name
}

function sizeOf(form: RestParameters): number | undefined {
  const written = form.get(restParameter.MaxSize)
  if (written === undefined) return undefined
  const size = Number(written)
  if (!/^\d+$/.test(written) || size < 1 || size > limits.queueSize) {
    throw refused('parameter', restParameter.MaxSize)
  }
  return size
}

/** Takes a call out of the queue: another document takes over. */
function dequeue(account: Account, request: ApiRequest): Answer {
  const queue = queueOf(account, request)
  const entry = entryOf(queue, request)
  checkFormats(request.form, callRules)
  const voice = targetOf(request.form, restParameter.Url, restParameter.Method)
  if (voice === undefined) throw refused('urlMissing')
  const answer = found(memberOf(account, queue, entry))
  updateCall(account.simulation, entry.leg, { type: 'document', voice })
  return answer
}

function memberOf(account: Account, queue: Queue, entry: QueueEntry): Readonly<Record<string, unknown>> {
  return {
    call_sid: entry.leg.sid,
    date_enqueued: formatRfc2822(entry.since),
    position: queue.entries.indexOf(entry) + 1,
    queue_sid: queue.sid,
    uri: uriOf(account, 'Queues', queue.sid, 'Members', entry.leg.sid),
    wait_time: waitedSeconds(entry, account.simulation.clock.now()),
  }
}

function resourceOf(account: Account, queue: Queue): Readonly<Record<string, unknown>> {
  const dates = account.queueDates.get(queue.sid)
  const { startedAt } = account.simulation
  return {
    sid: queue.sid,
    account_sid: account.simulation.accountSid,
    average_wait_time: averageWait(queue),
    current_size: queue.entries.length,
    date_created: formatRfc2822(dates?.created ?? startedAt),
    date_updated: formatRfc2822(dates?.updated ?? startedAt),
    friendly_name: queue.name,
    max_size: queue.maxSize,
    uri: uriOf(account, 'Queues', queue.sid),
    subresource_uris: subresourcesOf(account, ['Queues', queue.sid], queueSubresources),
  }
}
