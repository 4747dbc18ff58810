import type { RefObject } from 'preact'
import { useEffect } from 'preact/hooks'

/** Lets a box be moved by dragging its ground, and zoomed by the wheel with Ctrl. */
export function useDragging(
  box: RefObject<HTMLElement | null>,
  onWheel: (factor: number, around: { readonly x: number; readonly y: number }) => void,
): void {
  useEffect(() => {
    const element = box.current
    if (element === null) return
    const down = (event: PointerEvent): void => {
      const isGround = event.target instanceof Element && event.target.closest('.place, .keys-to') === null
      if (event.button !== 0 || event.pointerType !== 'mouse' || !isGround) return
      element.setPointerCapture(event.pointerId)
    }
    const move = (event: PointerEvent): void => {
      if (!element.hasPointerCapture(event.pointerId)) return
      element.scrollLeft -= event.movementX
      element.scrollTop -= event.movementY
    }
    const wheel = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      onWheel(Math.exp(-event.deltaY / 400), { x: event.clientX, y: event.clientY })
    }
    element.addEventListener('pointerdown', down)
    element.addEventListener('pointermove', move)
    element.addEventListener('wheel', wheel, { passive: false })
    return () => {
      element.removeEventListener('pointerdown', down)
      element.removeEventListener('pointermove', move)
      element.removeEventListener('wheel', wheel)
    }
  })
}
