import type { DevicePropertyDescription } from '../codec/PropertyDescription.ts';

/**
 * Of a hundred, whatever the device counts to: 100 where it does not say. `null` for what says nothing: a
 * scale that ends where it begins, and an empty battery without a scale, which is what a device tells that
 * does not know its battery (uMTP-Responder: default value and value are 0, and there is no form).
 */
export function batteryPercentOf({
  currentValue,
  form,
}: Pick<DevicePropertyDescription, 'currentValue' | 'form'>): number | null {
  const level = Number(currentValue);
  const fullLevel = fullLevelOf(form);
  if (fullLevel === null && level === 0) return null;
  const percent = Math.round((level / (fullLevel ?? 100)) * 100);
  return Number.isFinite(percent) ? Math.min(Math.max(percent, 0), 100) : null;
}

/** `null` where the device does not say. */
function fullLevelOf(form: DevicePropertyDescription['form']): number | null {
  switch (form.kind) {
    case 'range':
      return Number(form.maximum) > Number(form.minimum) ? Number(form.maximum) : null;
    case 'enumeration': {
      const levels = form.values.map(Number);
      return new Set(levels).size > 1 ? Math.max(...levels) : null;
    }
    case 'any':
    case 'other':
      return null;
  }
}
