/** What the process says when it ends. */
export const exitCode = {
  /** All good. */
  good: 0,
  /** It ran, and found something: a check failed, an exchange was lost, an answer changed. */
  findings: 1,
  /** It could not run: wrong options, no such file, a broken configuration. */
  couldNotRun: 2,
} as const

export type ExitCode = (typeof exitCode)[keyof typeof exitCode]
