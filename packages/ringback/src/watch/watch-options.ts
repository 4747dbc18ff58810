/** Options of commands that can be run again and again while the app is worked on. */
export const watchOptions = {
  watch: {
    type: 'boolean',
    default: false,
    describe: 'Run again whenever files of your app change or the app was restarted, until Ctrl-C',
    group: 'Watch',
  },
  'watch-path': {
    type: 'string',
    placeholder: '<folder>',
    describe: 'Watch this folder (default: the working directory); --watch need not be given then',
    group: 'Watch',
  },
} as const

/** A command line without the options above: what is run each time. */
export function withoutWatchOptions(argv: readonly string[]): readonly string[] {
  const end = argv.indexOf('--')
  const options = end < 0 ? argv : argv.slice(0, end)
  const kept = options.filter(
    (word, index) =>
      !/^--(?:no-)?watch(?:=.*)?$|^--watch-path(?:=.*)?$/s.test(word) &&
      options[index - 1] !== '--watch-path',
  )
  return [...kept, ...argv.slice(options.length)]
}
