/** The options of every command that judges. */
export const reporterOptions = {
  reporter: {
    type: 'string',
    repeat: true,
    placeholder: '<name[=file]>',
    describe:
      'pretty, json, ndjson, junit, sarif or github, to a file or else to stdout: pretty, junit=report.xml',
    group: 'Output',
  },
  'pass-with-nothing': {
    type: 'boolean',
    default: false,
    describe: 'Exit 0 also when nothing was judged',
    group: 'Output',
  },
} as const

/** What they read as. */
export interface ReporterOptions {
  readonly reporter?: readonly string[] | undefined
  readonly passWithNothing: boolean
}
