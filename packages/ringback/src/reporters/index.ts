import { githubReporter } from './github.ts'
import { htmlReporter } from './html.ts'
import { jsonReporter } from './json.ts'
import { junitReporter } from './junit.ts'
import { ndjsonReporter } from './ndjson.ts'
import { prettyReporter } from './pretty.ts'
import type { ReporterFactory } from './reporter.ts'
import { sarifReporter } from './sarif.ts'

/** The reporters of every command that judges. */
export const reporters: Readonly<Record<string, ReporterFactory>> = {
  pretty: prettyReporter,
  json: jsonReporter,
  ndjson: ndjsonReporter,
  junit: junitReporter,
  sarif: sarifReporter,
  github: githubReporter,
  html: htmlReporter,
}
