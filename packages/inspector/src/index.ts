export { exportPage, type ExportOptions } from './export/export-page.ts'
export { startInspector, type Inspector, type InspectorOptions } from './server/start-inspector.ts'
export type { ActOptions, AppToAsk, ReplayMeans } from './server/acts/act-options.ts'
