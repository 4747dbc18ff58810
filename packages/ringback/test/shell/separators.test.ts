import { describe, expect, test } from 'vitest'
import { commands } from '../../src/commands/index.ts'
import { nameOf, type CommandEntry } from '../../src/shell/command-entry.ts'
import { parseOptions } from '../../src/shell/parse-options.ts'
import { separated } from '../../src/shell/separators.ts'
import { runCli } from '../run-cli.ts'

function leavesOf(
  entries: readonly CommandEntry[],
  before = '',
): readonly (readonly [string, CommandEntry])[] {
  return entries.flatMap((entry) => {
    const name = `${before}${nameOf(entry)}`
    return [
      ...(entry.load === undefined ? [] : [[name, entry] as const]),
      ...leavesOf(entry.subcommands ?? [], `${name} `),
    ]
  })
}

/** Options whose values may hold commas of their own: texts, patterns, JSON, headers, values of parameters. */
const commaIsPartOfValue: ReadonlySet<string> = new Set([
  'call --say',
  'record --redact-value',
  'record --redact-pattern',
  // Paths and SIP addresses may hold commas.
  'record --target',
  'contract verify --selector',
  'doctor --header',
  'doctor --param',
  'sign --param',
  'sign verify --param',
  // Refused where another parameter seems to follow.
  'call --with',
  'map --with',
  'fuzz --with',
  'generate --with',
  'load --with',
  'contract build --with',
  // Steps of one caller.
  'load --keys',
  // A path that is not there is refused.
  'contract verify --pact',
])

describe('an option that may be repeated', () => {
  test('takes several values with commas, or has them in its values: nothing is ignored', async () => {
    const undecided: string[] = []
    for (const [name, entry] of leavesOf(commands)) {
      const { options = {} } = (await entry.load?.()) ?? {}
      for (const [option, row] of Object.entries(options)) {
        const isKnown = commaIsPartOfValue.has(`${name} --${option}`)
        if (row.repeat === true && (row.separator === undefined) !== isKnown)
          undecided.push(`${name} --${option}`)
      }
    }
    expect(undecided).toEqual([])
  })

  test.each([
    ['comma', 'To, Called,', ['To', 'Called']],
    ['comma', ',', [',']],
    [
      'path',
      '/voice,/menu?days=1,2,https://a.example/b',
      ['/voice', '/menu?days=1,2', 'https://a.example/b'],
    ],
    ['route', 'voice.fallback=/a?x=1,2,dial.action=/b', ['voice.fallback=/a?x=1,2', 'dial.action=/b']],
    ['picture', 'tree.svg,a,b.html', ['tree.svg', 'a,b.html']],
    ['reporter', 'pretty,junit=a,b.xml,sarif=c', ['pretty', 'junit=a,b.xml', 'sarif=c']],
  ] as const)('%s: %s', (separator, text, values) => {
    expect(separated(text, separator)).toEqual(values)
  })

  test('record --keep To,Called keeps both', async () => {
    const record = await leavesOf(commands)
      .find(([name]) => name === 'record')?.[1]
      .load?.()
    if (record === undefined) throw new Error('there is no record')
    expect(parseOptions(['--keep', 'To,Called', '--keep=From'], record).values['keep']).toEqual([
      'To',
      'Called',
      'From',
    ])
  })
})

test('--with refuses several values in one', async () => {
  const { code, stderr } = await runCli(['generate', '--with', 'FromState=CA,FromZip=94105'])
  expect(code).toBe(2)
  expect(stderr).toContain('--with FromState=CA,FromZip=94105 has several values. Give --with once for each.')
})
