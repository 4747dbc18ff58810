import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * The test files that take longest, in that order. A fresh clone has no durations of earlier runs, and without them a long
 * file would start last and run alone.
 */
const longest: readonly string[] = [
  'tools/bench/test/fuzz-flawed.test.ts',
  'tools/scripts/test/doctest.test.ts',
  'tools/scripts/test/map-flawed.test.ts',
  'packages/ringback/test/loop/deciders.test.ts',
  'packages/ringback/test/start-page.test.ts',
  'packages/inspector/test/browser/acts.test.ts',
  'packages/inspector/test/browser/page.test.ts',
  'tools/scripts/test/contract.test.ts',
  'packages/ringback/test/languages/languages.test.ts',
  'packages/inspector/test/browser/reports.test.ts',
  'packages/ringback/test/ui/ui.test.ts',
  'packages/ringback/test/canary-commands.test.ts',
  'packages/proxy/test/kill.test.ts',
  'packages/ringback/test/canary.test.ts',
  'packages/ringback/test/completion/shells.test.ts',
  'tools/scripts/test/action.test.ts',
  'packages/inspector/test/browser/call-view.test.ts',
  'packages/redaction/test/node/hostile-files/hostile-files.test.ts',
  'packages/inspector/test/acts/send-again.test.ts',
  'packages/map/test/prompts/growth.test.ts',
  'packages/ringback/test/record/diagnosis.test.ts',
  'packages/ringback/test/baseline/commands.test.ts',
  'packages/ringback/test/voice-agent.test.ts',
  'packages/twiml/test/growth.test.ts',
  'packages/fuzz/test/fuzz.test.ts',
  'packages/inspector/test/acts/notes.test.ts',
  'tools/scripts/test/executable/executable.test.ts',
  'tools/scripts/test/contract-docs.test.ts',
  'packages/msw/test/clients.test.ts',
  'packages/contract/test/pact/parameter-rule.test.ts',
  'packages/redaction/test/node/recorder.test.ts',
  'packages/redaction/test/node/originals/originals.test.ts',
  'packages/contract/test/native/pact-not-installed.test.ts',
  'packages/ringback/test/record/output.test.ts',
]

/** Starts the longest test files first, so that every processor has work until the end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.toSorted((a, b) => rankOf(a) - rankOf(b))
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const rank = longest.findIndex((file) => moduleId.endsWith(file))
  return rank === -1 ? longest.length : rank
}
