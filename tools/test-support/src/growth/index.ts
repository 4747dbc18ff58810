export { growthOf, linear, superlinear } from './growth-of.ts'
export { hostileTexts, type HostileText } from './hostile-texts.ts'
