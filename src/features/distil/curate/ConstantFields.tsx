import '@mantine/core/styles/NumberInput.css';
import { Button, NumberInput } from '@mantine/core';
import { useState } from 'react';
import type { DistilSettings } from '../../../contracts/distilSettings.ts';
import { usualDistilSettings } from '../../../data/runs/distilSettings.ts';
import { FoldButton } from '../../../ui/FoldButton.tsx';
import { AugmentationFields } from './AugmentationFields.tsx';
import { type Constant, refusal } from './constant.ts';
import { constantGroups, constantsOf } from './constants.ts';
import classes from './NewSetForm.module.css';

export interface ConstantFieldsProps {
  settings: DistilSettings;
  onChange(settings: DistilSettings): void;
}

/** Every constant of the method, folded away: each has a value that serves. */
export function ConstantFields({ settings, onChange }: ConstantFieldsProps) {
  const [open, setOpen] = useState(false);
  const { method, imagesPerClass, start, experts } = settings;
  const usual = usualDistilSettings(method, imagesPerClass);
  const all = constantsOf(method);
  return (
    <div>
      <FoldButton open={open} onChange={setOpen}>
        All constants
      </FoldButton>
      {open && (
        <div className={classes.constants}>
          {constantGroups.map(({ group, title }) => {
            const own = all.filter(constant => constant.group === group);
            if (own.length === 0) return null;
            return (
              <section key={group} className={classes.group} aria-label={`Constants: ${title}`}>
                <h4 className={classes.groupTitle}>{title}</h4>
                {own.map(constant => (
                  <ConstantField key={constant.label} {...{ constant, settings, onChange }} />
                ))}
                {group === 'experts' && usual.experts.augmentation && (
                  <AugmentationFields
                    of="Galaxies"
                    augmentation={experts.augmentation}
                    usual={usual.experts.augmentation}
                    onChange={views =>
                      onChange({ ...settings, experts: { ...experts, augmentation: views } })
                    }
                  />
                )}
                {(group === 'matching' || group === 'distribution') && usual.augmentation && (
                  <AugmentationFields
                    of="Prototypes"
                    augmentation={settings.augmentation}
                    usual={usual.augmentation}
                    onChange={views => onChange({ ...settings, augmentation: views })}
                  />
                )}
              </section>
            );
          })}
          <Button
            size="compact-xs"
            variant="default"
            className={classes.usual}
            onClick={() => onChange({ ...usual, start })}
          >
            Usual constants
          </Button>
        </div>
      )}
    </div>
  );
}

interface ConstantFieldProps extends ConstantFieldsProps {
  constant: Constant;
}

function ConstantField({ constant, settings, onChange }: ConstantFieldProps) {
  return (
    <NumberInput
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
  );
}
