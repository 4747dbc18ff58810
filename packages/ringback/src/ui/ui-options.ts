/** Options of commands that can show what they do on a page while they run. */
export const uiOptions = {
  ui: {
    type: 'boolean',
    default: false,
    describe: 'Show calls and results on a page of this machine, which stays until Ctrl-C; key o opens it',
    group: 'Page',
  },
  'ui-port': {
    type: 'number',
    integer: true,
    min: 0,
    max: 65_535,
    placeholder: '<port>',
    describe: 'Port of that page on 127.0.0.1 (default: a free one)',
    group: 'Page',
  },
} as const

/** What they read as. */
export interface UiOptions {
  readonly ui: boolean
  readonly uiPort?: number | undefined
}

/** Whether a page is asked for: a port is enough. */
export function wantsUi({ ui, uiPort }: UiOptions): boolean {
  return ui || uiPort !== undefined
}
