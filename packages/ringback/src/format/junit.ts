/** One test case of a JUnit report. */
export interface JunitCase {
  readonly name: string
  readonly seconds: number
  readonly failure?: string
  readonly skipped?: string
}

export interface JunitSuite {
  readonly name: string
  readonly cases: readonly JunitCase[]
}

/** A JUnit report, as CI servers read it. */
export function junit(name: string, suites: readonly JunitSuite[]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${escape(name)}"${countsOf(suites.flatMap(({ cases }) => cases))}>`,
    ...suites.flatMap((suite) => [
      `  <testsuite name="${escape(suite.name)}"${countsOf(suite.cases)}>`,
      ...suite.cases.map((row) => caseLine(suite.name, row)),
      '  </testsuite>',
    ]),
    '</testsuites>',
  ].join('\n')
}

function countsOf(cases: readonly JunitCase[]): string {
  const failures = cases.filter(({ failure }) => failure !== undefined).length
  const skipped = cases.filter(({ skipped: reason }) => reason !== undefined).length
  return ` tests="${cases.length}" failures="${failures}" errors="0" skipped="${skipped}"`
}

function caseLine(suite: string, { name, seconds, failure, skipped }: JunitCase): string {
  const head = `    <testcase classname="${escape(suite)}" name="${escape(name)}" time="${seconds.toFixed(3)}"`
  if (failure !== undefined) {
    const first = failure.split('\n', 1)[0] ?? ''
    return `${head}><failure message="${escape(first)}">${escape(failure)}</failure></testcase>`
  }
  return skipped === undefined ? `${head}/>` : `${head}><skipped message="${escape(skipped)}"/></testcase>`
}

/** Text as XML takes it: escaped, and without the control characters that XML 1.0 has no place for. */
function escape(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
