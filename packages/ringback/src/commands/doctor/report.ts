import type { Explanation, Fixes } from '@ringback/signature'
import { table } from '../../format/table.ts'
import type { Styles } from '../../shell/styles.ts'

/** An explanation as a person reads it: what was signed, why it differs, what to change. */
export function explanationText(explanation: Explanation, checkedUrl: string, styles: Styles): string {
  const { bold, dim, green, red, yellow } = styles
  if (!explanation.found) {
    return [
      red(`No explanation found: none of ${explanation.tried} variants of this request has this signature.`),
      ...explanation.hints.map(({ message }) => `  ${yellow('hint')} ${message}`),
    ].join('\n')
  }
  const { causes, signedUrl, fixes, otherLanguages, tried } = explanation
  if (causes.length === 0) return green('The signature matches: Twilio signed this request with this token.')
  return [
    `${bold('Twilio signed')}    ${signedUrl}`,
    `${bold('The app checked')}  ${checkedUrl}`,
    '',
    ...causes.flatMap(({ message, change }) => [
      `${red('Cause:')}  ${message}`,
      `${green('Change:')} ${change}`,
    ]),
    '',
    'In code:',
    table([...fixRows(fixes), ...otherLanguages.map(({ framework, line }) => ['  ', framework, line])]),
    dim(
      `This is certain: ${tried === 1 ? 'the first variant' : `variant ${tried}`} has exactly this signature.`,
    ),
  ].join('\n')
}

function fixRows({ express, fastify, hono, nextjs }: Fixes): readonly (readonly string[])[] {
  return [
    ['  ', 'express', express],
    ['  ', 'fastify', fastify],
    ['  ', 'hono', hono],
    ['  ', 'Next.js', nextjs],
  ]
}
