import '@mantine/core/styles/NumberInput.css';
import { Button, NumberInput } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import type { DistilSettings } from '../../contracts/distilSettings.ts';
import { constantsOf, refusal } from './constants.ts';
import classes from './NewSetForm.module.css';

export interface ConstantFieldsProps {
  settings: DistilSettings;
  onChange(settings: DistilSettings): void;
}

/** Every constant of the method, folded away: each has a value that serves. */
export function ConstantFields({ settings, onChange }: ConstantFieldsProps) {
  const [open, setOpen] = useState(false);
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <div>
      <Button
        variant="subtle"
        color="gray"
        size="compact-xs"
        leftSection={<Chevron size={14} />}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        All constants
      </Button>
      {open && (
        <div className={classes.constants}>
          {constantsOf(settings.method).map(constant => (
            <NumberInput
              key={`${constant.group} ${constant.label}`}
              size="xs"
              label={constant.label}
              description={constant.meaning}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              value={constant.get(settings)}
              step={constant.step}
              min={constant.least}
              max={constant.most}
              allowDecimal={!constant.whole}
              clampBehavior="blur"
              onChange={value => {
                if (typeof value === 'number' && refusal(constant, value) === null)
                  onChange(constant.set(settings, value));
              }}
            />
          ))}
        </div>
      )}
    </div>
  );
}
