/** The options of every command that judges. */
export const reporterOptions = {
  reporter: {
    type: 'string',
    repeat: true,
    separator: 'reporter',
    placeholder: '<name[=file]>',
    suggests: ['pretty', 'json', 'ndjson', 'junit', 'sarif', 'github', 'html'],
    describe: 'pretty, json, ndjson, junit, sarif, github or html, to stdout or to a file: html=report.html',
    group: 'Output',
  },
  'pass-with-nothing': {
    type: 'boolean',
    default: false,
    describe: 'Exit with 0 even if nothing was judged',
    group: 'Output',
  },
} as const

/** What they read as. */
export interface ReporterOptions {
  readonly reporter?: readonly string[] | undefined
  readonly passWithNothing: boolean
}
