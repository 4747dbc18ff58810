import { html, mapPhone, mermaid, svg, type MapMark, type MapOptions, type PhoneMap } from '@ringback/map'
import { writeFile } from 'node:fs/promises'
import { extname, resolve } from 'node:path'
import { command, type InstalledCommand } from '../../shell/command.ts'
import { exitCode } from '../../shell/exit-code.ts'
import type { Io } from '../../shell/io.ts'
import { stylesFor } from '../../shell/styles.ts'
import { messageOf, UserError } from '../../shell/user-error.ts'
import { lineSettings } from '../call/line-settings.ts'
import { lineOptions, voiceUrlPositional } from '../call/options.ts'
import { replayCommand } from './replay-command.ts'
import { mapReport } from './report.ts'

const formats = ['pretty', 'json', 'mermaid', 'svg', 'html'] as const
type Format = (typeof formats)[number]

/** `ringback map`: the phone tree of an app, drawn by calling it. */
export const mapCommand: InstalledCommand = command({
  usage: 'map [voice-url]',
  describe: 'Draw the phone tree of your app, and mark where callers get lost',
  options: (parser) =>
    parser
      .positional('voice-url', voiceUrlPositional)
      .options({
        ...lineOptions,
        depth: { type: 'number', default: 8, describe: 'Inputs in a row' },
        'max-requests': { type: 'number', default: 5000, describe: 'Requests to your app in all' },
        'max-time': { type: 'number', default: 60, describe: 'Seconds in all' },
        route: { type: 'string', array: true, describe: 'A path that callers should reach; may be repeated' },
        format: { choices: formats, describe: 'What is printed (pretty)' },
        output: {
          type: 'string',
          alias: 'o',
          describe: 'A file: .svg, .html, .mmd or .json says the format',
        },
      })
      .example('$0 map http://127.0.0.1:3000/voice', 'a tree, and what is wrong with it')
      .example('$0 map http://127.0.0.1:3000/voice -o tree.html', 'a page with the picture'),
  run: async (options, io) => {
    const { phone, parties, notes } = await lineSettings(options, io)
    const { yellow } = stylesFor(io, 'stderr')
    for (const note of notes) io.stderr.write(`${yellow(note)}\n`)
    const isAnybody = options.from === undefined && options.to === undefined
    const map = await crawled(
      {
        phone,
        ...(!isAnybody && { call: parties }),
        depth: positive('depth', options.depth),
        maxRequests: positive('max-requests', options.maxRequests),
        maxMs: positive('max-time', options.maxTime) * 1000,
        routes: options.route ?? [],
      },
      io,
    )
    const show = (mark: MapMark): string => replayCommand(options, mark)
    if (options.output !== undefined) {
      const format = options.format ?? formatOf(options.output)
      await write(resolve(io.cwd, options.output), rendered(map, format, show, io))
    }
    if (options.output === undefined || options.format === undefined) {
      io.stdout.write(rendered(map, options.format ?? 'pretty', show, io))
    }
    return map.marks.some(({ severity }) => severity === 'error') ? exitCode.findings : exitCode.good
  },
})

async function crawled(options: MapOptions, io: Io): Promise<PhoneMap> {
  let states = 0
  let map: PhoneMap | undefined
  for await (const event of mapPhone(options)) {
    if (event.type === 'finished') ({ map } = event)
    if (event.type !== 'state' || !io.isTerminal.stderr) continue
    states += 1
    io.stderr.write(`\r${states} states `)
  }
  if (io.isTerminal.stderr) io.stderr.write('\r\u001B[K')
  if (map === undefined) throw new Error('the crawler ended without a map')
  return map
}

function rendered(map: PhoneMap, format: Format, show: (mark: MapMark) => string, io: Io): string {
  switch (format) {
    case 'pretty':
      return mapReport(map, show, stylesFor(io, 'stdout'))
    case 'json': {
      const marks = map.marks.map((mark) => ({ ...mark, command: show(mark) }))
      return `${JSON.stringify({ ...map, marks }, null, 2)}\n`
    }
    case 'mermaid':
      return mermaid(map)
    case 'svg':
      return svg(map)
    case 'html':
      return html(map, show)
  }
}

const formatByExtension: Readonly<Record<string, Format>> = {
  '.svg': 'svg',
  '.html': 'html',
  '.htm': 'html',
  '.json': 'json',
  '.mmd': 'mermaid',
  '.mermaid': 'mermaid',
  '.txt': 'pretty',
}

function formatOf(file: string): Format {
  const format = formatByExtension[extname(file).toLowerCase()]
  if (format !== undefined) return format
  throw new UserError(
    `The name ${file} does not say what to write.`,
    'End it with .svg, .html, .mmd, .json or .txt, or give --format.',
  )
}

function positive(name: string, value: number): number {
  if (value > 0) return value
  throw new UserError(`--${name} ${value} would see nothing.`, 'Give a number above 0.')
}

async function write(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text)
  } catch (error) {
    throw new UserError(`${path} cannot be written: ${messageOf(error)}`)
  }
}
