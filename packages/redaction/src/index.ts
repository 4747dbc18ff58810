export type { RedactionClass } from './redact/found.ts'
export { createRedactor, type Redactor, type RedactorOptions } from './redact/redactor.ts'
