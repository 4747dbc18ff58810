import '@ringback/common/require-node'

export { exportPage, type ExportOptions } from './export/export-page.ts'
export { exportReports } from './export/export-reports.ts'
export type { NamedReport } from './reports/report-view-of.ts'
export type { InspectedDatabase } from './calls/database/database-index.ts'
export { startInspector, type Inspector, type InspectorOptions } from './server/start-inspector.ts'
export type { ActOptions, AppToAsk, ReplayMeans } from './server/acts/act-options.ts'
