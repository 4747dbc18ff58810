import { once } from 'node:events'
import { printable, printableJson, visible } from '@ringback/common'
import { parametersOf, partiesOf, type Damage, type Exchange } from '@ringback/recording'
import { parameter, valueOf } from '@ringback/catalog'
import { reportDamage } from '../../recordings/damage.ts'
import { followFolder } from '../../recordings/follow-folder.ts'
import type { NamedCall } from '../../recordings/named-call.ts'
import { placeName, type RecordingsPlace } from '../../recordings/place.ts'
import type { Selection } from '../../recordings/select.ts'
import type { Terminal } from '../../reporters/reporter.ts'
import { exitCode, type ExitCode } from '../../shell/exit-code.ts'
import type { Io } from '../../shell/io.ts'
import { stylesFor } from '../../shell/styles.ts'
import { pairOf } from './list.ts'
import { tellCall, transcriptStep, type ToldCall } from './transcript.ts'

/** What `show --follow` prints. */
export interface Followed {
  readonly selection: Selection
  readonly format: 'pretty' | 'json'
  readonly terminal: Terminal
  /** What was printed before. */
  readonly known: readonly Exchange[]
}

/** Of so many calls is remembered what was printed. */
const mostCalls = 200

/** Prints exchanges as they are recorded, each under the line of its call, until a signal. */
export async function follow({ selection, format, terminal, known }: Followed, io: Io): Promise<ExitCode> {
  const { place } = selection
  const stopped = new AbortController()
  const stopListening = io.onSignal(() => stopped.abort())
  const { dim } = stylesFor(io, 'stderr')
  const sayReady = (): void =>
    void io.stderr.write(
      `${dim(`Waiting for new exchanges in ${printable(placeName(place))}. Ctrl-C stops.`)}\n`,
    )
  const tell = createTeller(terminal)
  for (const exchange of known) tell(exchange)
  const printAll = async (exchanges: AsyncIterable<Exchange>): Promise<void> => {
    for await (const exchange of exchanges) {
      if (stopped.signal.aborted) break
      if (!isOf(exchange, selection)) continue
      const text = format === 'json' ? printableJson(exchange) : tell(exchange)
      // A reader that stands still holds the rest up, as `tail -f` does.
      if (!io.stdout.write(`${text}\n`)) await drained(io, stopped.signal)
    }
  }
  await withNewExchanges(place, { known, signal: stopped.signal, onReady: sayReady }, io, printAll)
  stopListening()
  if (io.stdout.writableNeedDrain) io.leaveOutput?.()
  return exitCode.good
}

interface Following {
  readonly known: readonly Exchange[]
  readonly signal: AbortSignal
  readonly onReady: () => void
}

async function withNewExchanges(
  { folder, store }: RecordingsPlace,
  { known, ...rest }: Following,
  io: Io,
  use: (exchanges: AsyncIterable<Exchange>) => Promise<void>,
): Promise<void> {
  const followed = { known: known.map(({ id }) => id), ...rest }
  if (store === undefined) {
    const onDamage = (damage: Damage): void => reportDamage(io, damage)
    return use(followFolder({ directory: folder, ...followed, onDamage }))
  }
  const { withKeyedStore } = await import('../../store/with-keyed-store.ts')
  return withKeyedStore(store, io, async ({ where, postgres }) =>
    use(postgres.followPostgres(where, followed)),
  )
}

async function drained({ stdout }: Io, signal: AbortSignal): Promise<void> {
  await once(stdout, 'drain', { signal }).catch(() => undefined)
}

/** Makes the text of exchanges: a line whenever another call goes on, and what is new in the webhook. */
function createTeller(terminal: Terminal): (exchange: Exchange) => string {
  const calls = new Map<string, ToldCall>()
  const { bold } = terminal.styles
  let current: string | undefined
  return (exchange) => {
    const key = exchange.parentCallSid ?? exchange.callSid ?? 'No call'
    const told = calls.get(key) ?? tellCall(Date.parse(exchange.startedAt))
    // The call that was told of last stands at the end.
    calls.delete(key)
    calls.set(key, told)
    const [oldest] = calls.keys()
    if (calls.size > mostCalls && oldest !== undefined) calls.delete(oldest)
    const shown = visible(exchange)
    const step = transcriptStep(shown, told, terminal).replace(/^\n/, '')
    if (key === current) return step
    const isFirst = current === undefined
    current = key
    return `${isFirst ? '' : '\n'}${bold(printable(key))}  ${pairOf(visible(partiesOf([exchange])))}\n${step}`
  }
}

/** Whether an exchange belongs to what was asked for. */
function isOf(exchange: Exchange, { name = '', named }: Selection): boolean {
  if (name === '') return true
  const sids = [exchange.callSid, exchange.parentCallSid].filter((sid) => sid !== null)
  return sids.some((sid) => sid.startsWith(name) || named?.sids.includes(sid)) || isParty(exchange, named)
}

const partyNames = [parameter.From, parameter.Caller, parameter.To, parameter.Called]

function isParty({ request }: Exchange, named: NamedCall | undefined): boolean {
  if (named === undefined || named.parties.length === 0) return false
  const parameters = parametersOf(request)
  return partyNames.some((name) => named.parties.includes(valueOf(parameters, name) ?? ''))
}
