import type { FuzzFinding } from '@ringback/fuzz'
import { version } from '../../version.ts'

/** Findings as SARIF 2.1.0, which code hosts show beside the code. */
export function sarif(findings: readonly FuzzFinding[], directory: string): string {
  const codes = [...new Set(findings.map(({ code }) => code))]
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'ringback fuzz', version, rules: codes.map((id) => ({ id })) } },
        results: findings.map((finding) => ({
          ruleId: finding.code,
          level: finding.severity === 'info' ? 'note' : finding.severity,
          message: { text: `${finding.message}\n${finding.curl}` },
          partialFingerprints: { ringbackFinding: finding.id },
          locations: [{ physicalLocation: { artifactLocation: { uri: `${directory}/${finding.id}.json` } } }],
        })),
      },
    ],
  }
  return JSON.stringify(log, null, 2)
}
