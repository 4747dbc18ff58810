import { displayTree, textTree, type MapMark, type PhoneMap } from '@ringback/map'
import { shortened, visible } from '@ringback/common'
import { count } from '../../format/count.ts'
import { cut } from '../../format/cut.ts'
import { wrap } from '../../format/wrap.ts'
import type { ReasonOf } from '../../baseline/with-baseline.ts'
import type { Terminal } from '../../reporters/reporter.ts'

/** How marks are told: the command line that shows one, and why one is accepted. */
interface MarkReporting {
  readonly show: (mark: MapMark) => string
  readonly reasonOf: ReasonOf
}

function reasonText(reason: string | undefined): string {
  return reason === undefined ? '' : ` (accepted: ${visible(reason)})`
}

/** The tree, the marks with the commands that show them, and the sum of it. */
export function mapReport(
  map: PhoneMap,
  { show, reasonOf }: MarkReporting,
  { styles, columns }: Terminal,
): readonly string[] {
  const { bold, cyan, dim, green, red, yellow } = styles
  const tree = displayTree(map)
  const paint = { label: cyan, title: bold, heard: dim, error: red, warning: yellow }
  const open = map.marks.filter(({ id }) => reasonOf(id) === undefined)
  const accepted = map.marks.length - open.length
  const errors = open.filter(({ severity }) => severity === 'error').length
  const summary = [
    count(map.states.length, 'state'),
    `${count(map.calls, 'call')} with ${count(map.requests, 'request')}`,
    count(errors, 'error'),
    count(open.length - errors, 'warning'),
    ...(accepted === 0 ? [] : [`${accepted} accepted`]),
  ].join(', ')
  const label = ({ id, severity }: MapMark): string =>
    reasonOf(id) !== undefined ? dim('accepted') : severity === 'error' ? red('error  ') : yellow('warning')
  // The marks stand below in full.
  const fitting = (line: string): string => (columns === undefined ? line : cut(line, columns))
  return [
    map.voiceUrl,
    ...(tree === undefined ? [] : textTree(tree, paint).split('\n').map(fitting)),
    '',
    ...map.marks.flatMap((mark) => [
      ...wrap(
        `${label(mark)} ${bold(mark.kind)}  ${mark.message}${reasonText(reasonOf(mark.id))}`,
        columns,
        8,
      ),
      ...(mark.kind === 'unreachable-route' ? [] : [dim(`        ${show(mark)}`)]),
    ]),
    ...(map.marks.length === 0 ? [] : ['']),
    ...map.unreadPrompts.flatMap(({ state, sentence }) =>
      wrap(
        `Prompt not understood at state ${state}, so keys that it may offer were not checked: "${shortened(sentence, 120)}"`,
        columns,
        2,
      ),
    ),
    ...memoryLines(map, columns).map(yellow),
    ...map.limits.map((limit) => yellow(`There may be more: ${limit}.`)),
    open.length === 0 ? green(summary) : errors === 0 ? yellow(summary) : red(summary),
  ]
}

/** That the app keeps state by caller, and what was done about it. */
function memoryLines({ callerMemory }: PhoneMap, columns: number | undefined): readonly string[] {
  if (callerMemory === null) return []
  const { keys, callers } = callerMemory
  const what = `The app remembers callers: ${keys === '' ? 'the beginning of the call' : `--keys ${keys}`} went two ways for the same caller, and one way for fresh ones.`
  const next =
    callers === 'fresh'
      ? 'The map has a fresh caller for each call; --from keeps one.'
      : 'The map may mix what a new caller and a returning one hear, so keys are not judged; without --from, each call has a fresh caller.'
  return wrap(`${what} ${next}`, columns, 2)
}
