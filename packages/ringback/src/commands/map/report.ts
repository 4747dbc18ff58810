import { displayTree, textTree, type MapMark, type PhoneMap } from '@ringback/map'
import { shortened } from '@ringback/common'
import { count } from '../../format/count.ts'
import { cut } from '../../format/cut.ts'
import { wrap } from '../../format/wrap.ts'
import type { Terminal } from '../../reporters/reporter.ts'

/** The tree, the marks with the commands that show them, and the sum of it. */
export function mapReport(
  map: PhoneMap,
  command: (mark: MapMark) => string,
  { styles, columns }: Terminal,
): readonly string[] {
  const { bold, cyan, dim, green, red, yellow } = styles
  const tree = displayTree(map)
  const paint = { label: cyan, title: bold, heard: dim, error: red, warning: yellow }
  const errors = map.marks.filter(({ severity }) => severity === 'error').length
  const summary = [
    count(map.states.length, 'state'),
    `${count(map.calls, 'call')} with ${count(map.requests, 'request')}`,
    count(errors, 'error'),
    count(map.marks.length - errors, 'warning'),
  ].join(', ')
  // The marks stand below in full.
  const fitting = (line: string): string => (columns === undefined ? line : cut(line, columns))
  return [
    map.voiceUrl,
    ...(tree === undefined ? [] : textTree(tree, paint).split('\n').map(fitting)),
    '',
    ...map.marks.flatMap((mark) => [
      ...wrap(
        `${mark.severity === 'error' ? red('error  ') : yellow('warning')} ${bold(mark.kind)}  ${mark.message}`,
        columns,
        8,
      ),
      ...(mark.kind === 'unreachable-route' ? [] : [dim(`        ${command(mark)}`)]),
    ]),
    ...(map.marks.length === 0 ? [] : ['']),
    ...map.unreadPrompts.flatMap(({ state, sentence }) =>
      wrap(
        `Prompt not understood at state ${state}, so keys that it may offer were not checked: "${shortened(sentence, 120)}"`,
        columns,
        2,
      ),
    ),
    ...map.limits.map((limit) => yellow(`There may be more: ${limit}.`)),
    map.marks.length === 0 ? green(summary) : errors === 0 ? yellow(summary) : red(summary),
  ]
}
