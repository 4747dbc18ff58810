import { existsSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { exportPage, exportReports } from '@ringback/inspector'
import { appArgument, storeOption, requestOptions } from '../../options/shared.ts'
import { loadConfig } from '../../config/load-config.ts'
import { count } from '../../format/count.ts'
import { writeOutput } from '../../format/write-output.ts'
import { placeName, recordingsPlace } from '../../recordings/place.ts'
import { readRecordings } from '../../recordings/read-recordings.ts'
import { settleFirst } from '../../recordings/settle-first.ts'
import { command, type Command } from '../../shell/command.ts'
import { exitCode } from '../../shell/exit-code.ts'
import { untilSignal } from '../../shell/until-signal.ts'
import { openPage } from '../../ui/open-page.ts'
import { version } from '../../version.ts'
import { fuzzOptions } from '../fuzz/options.ts'
import { readReports } from './read-reports.ts'

/** `ringback inspect`: a page on this machine that shows the recorded calls, or the same page as a file. */
export const inspectCommand: Command = command({
  positionals: {
    folder: {
      type: 'string',
      describe: 'Folder of the recordings (default: `recordings` in ringback.config.ts, or recordings)',
    },
  },
  options: {
    port: {
      type: 'number',
      integer: true,
      min: 0,
      max: 65_535,
      default: 0,
      placeholder: '<port>',
      describe: 'Port of the page on 127.0.0.1; 0 takes a free one',
    },
    app: {
      ...appArgument,
      placeholder: '<url>',
      group: 'Webhooks',
    },
    store: storeOption,
    ...requestOptions,
    'public-url': {
      ...requestOptions['public-url'],
      describe: 'The URL to sign for, if it is not that of the recording',
    },
    report: {
      type: 'string',
      repeat: true,
      separator: 'picture',
      placeholder: '<file>',
      describe: 'Also show a report of fuzz, map or contract verify, written with --reporter json=<file>',
    },
    findings: {
      ...fuzzOptions.findings,
      describe: 'Folder of the findings of --report, to send them again',
    },
    export: {
      type: 'string',
      placeholder: '<file>',
      describe: 'Write the page with all calls into one HTML file instead of serving it',
    },
  },
  examples: [
    ['ringback inspect', 'look at the recorded calls in a browser'],
    ['ringback inspect --app 3000', 'and send requests to the app again, as they were or edited'],
    ['ringback inspect --report fuzz.json --report map.json', 'and what fuzz and map found'],
    ['ringback inspect --store postgres://user@host/database', 'the calls that a team has recorded'],
    ['ringback inspect --export report.html', 'one file to attach to a pull request'],
  ],
  run: async ({ folder, store, config, port, report, findings, export: file, ...request }, io) => {
    const reports = await readReports(report ?? [], io)
    const loaded = await loadConfig(io, config)
    const place = recordingsPlace({ recordings: folder, store }, loaded, io)
    const isReportsOnly =
      folder === undefined && place.store === undefined && reports.length > 0 && !existsSync(place.folder)
    if (file !== undefined) {
      const recordings = isReportsOnly ? [] : await readRecordings({ place }, io)
      const html = isReportsOnly
        ? exportReports(reports)
        : exportPage(recordings, { version, folder: basename(placeName(place)), reports })
      const path = await writeOutput(file, html, io)
      io.stderr.write(`Wrote ${count(recordings.length, 'call')} to ${path}.\n`)
      return exitCode.good
    }
    if (!isReportsOnly) await settleFirst(place, io)
    const shown = {
      directory: isReportsOnly ? null : place.folder,
      store: place.store,
      reports,
      findings: resolve(io.cwd, findings),
    }
    const inspector = await openPage({ ...shown, port, config, request }, io)
    io.stdout.write(`${inspector.url}\n`)
    const what = isReportsOnly ? count(reports.length, 'report') : `the calls in ${placeName(place)}`
    io.stderr.write(`Open this address in a browser. It shows ${what}. Stop: Ctrl+C\n`)
    await untilSignal(io)
    await inspector.close()
    return exitCode.good
  },
})
