/** What SARIF 2.1.0 says of the members that are written, as a JSON Schema; a member that it does not name is refused. */
const message = {
  type: 'object',
  required: ['text'],
  additionalProperties: false,
  properties: { text: { type: 'string' } },
} as const

const positive = { type: 'integer', minimum: 1 } as const

const location = {
  type: 'object',
  required: ['physicalLocation'],
  additionalProperties: false,
  properties: {
    physicalLocation: {
      type: 'object',
      required: ['artifactLocation'],
      additionalProperties: false,
      properties: {
        artifactLocation: {
          type: 'object',
          required: ['uri'],
          additionalProperties: false,
          // A URI reference: no characters that RFC 3986 does not have.
          properties: { uri: { type: 'string', pattern: "^[\\w.~!$&'()*+,;=:@/%-]+$" } },
        },
        region: {
          type: 'object',
          additionalProperties: false,
          properties: { startLine: positive, startColumn: positive },
        },
      },
    },
  },
} as const

const level = { enum: ['none', 'note', 'warning', 'error'] } as const

const result = {
  type: 'object',
  required: ['message', 'ruleId', 'level'],
  additionalProperties: false,
  properties: {
    ruleId: { type: 'string' },
    ruleIndex: { type: 'integer', minimum: 0 },
    level,
    message,
    locations: { type: 'array', items: location },
    suppressions: {
      type: 'array',
      items: {
        type: 'object',
        required: ['kind'],
        additionalProperties: false,
        properties: {
          kind: { enum: ['inSource', 'external'] },
          status: { enum: ['accepted', 'underReview', 'rejected'] },
          justification: { type: 'string' },
        },
      },
    },
    partialFingerprints: { type: 'object', additionalProperties: { type: 'string' } },
  },
} as const

const run = {
  type: 'object',
  required: ['tool', 'results'],
  additionalProperties: false,
  properties: {
    tool: {
      type: 'object',
      required: ['driver'],
      additionalProperties: false,
      properties: {
        driver: {
          type: 'object',
          required: ['name'],
          additionalProperties: false,
          properties: {
            name: { type: 'string', minLength: 1 },
            semanticVersion: { type: 'string', pattern: String.raw`^\d+\.\d+\.\d+` },
            rules: {
              type: 'array',
              uniqueItems: true,
              items: {
                type: 'object',
                required: ['id'],
                additionalProperties: false,
                properties: { id: { type: 'string' } },
              },
            },
          },
        },
      },
    },
    invocations: {
      type: 'array',
      items: {
        type: 'object',
        required: ['executionSuccessful'],
        additionalProperties: false,
        properties: {
          executionSuccessful: { type: 'boolean' },
          toolExecutionNotifications: {
            type: 'array',
            items: {
              type: 'object',
              required: ['message'],
              additionalProperties: false,
              properties: { level, message },
            },
          },
        },
      },
    },
    results: { type: 'array', items: result },
  },
} as const

export const sarifSchema = {
  type: 'object',
  required: ['version', 'runs'],
  additionalProperties: false,
  properties: {
    $schema: { type: 'string' },
    version: { const: '2.1.0' },
    runs: { type: 'array', minItems: 1, items: run },
  },
} as const
