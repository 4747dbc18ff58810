export { exportPage, type ExportOptions } from './export/export-page.ts'
export { startInspector, type Inspector, type InspectorOptions } from './server/start-inspector.ts'
