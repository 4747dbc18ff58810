/** Stands here until the redactor moves in. */
export type Pending = never
