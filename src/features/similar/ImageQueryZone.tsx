import { Button } from '@mantine/core';
import { IconPhotoSearch } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useDropzone } from 'react-dropzone';
import classes from './ImageQueryZone.module.css';

/** What our own decoders read. */
const imageTypes = { 'image/jpeg': ['.jpg', '.jpeg'], 'image/png': ['.png'], 'image/webp': ['.webp'] };

export interface ImageQueryZoneProps {
  onImage(file: File): void;
  /** Called with a sentence where what came is no such image. */
  onRefused(sentence: string): void;
}

/** Takes an image from outside: dropped, pasted or chosen. `data-takes-files` keeps the window's own veil away. */
export function ImageQueryZone({ onImage, onRefused }: ImageQueryZoneProps) {
  const { getRootProps, getInputProps, isDragActive, open } = useDropzone({
    accept: imageTypes,
    multiple: false,
    noClick: true,
    noKeyboard: true,
    onDrop(accepted, rejected) {
      if (accepted[0]) onImage(accepted[0]);
      else onRefused(refusal(rejected.map(r => r.file)));
    },
  });

  useEffect(() => {
    function paste(event: ClipboardEvent): void {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0) return; // words are pasted into fields, not here
      event.preventDefault();
      const image = files.find(file => file.type in imageTypes);
      if (image) onImage(image);
      else onRefused(refusal(files));
    }
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, [onImage, onRefused]);

  return (
    <div {...getRootProps()} className={classes.zone} data-active={isDragActive} data-takes-files="one-image">
      <input {...getInputProps({ style: { display: 'none' } })} aria-label="Image to search with" />
      <Button variant="default" size="xs" leftSection={<IconPhotoSearch size={16} />} onClick={open}>
        Search with an image
      </Button>
      <span className={classes.hint}>
        {isDragActive ? 'Let go to search with it' : 'or drop, or paste it'}
      </span>
    </div>
  );
}

function refusal(files: File[]): string {
  if (files.length > 1) return `Drop one image to search with; got ${files.length}.`;
  return `${files[0]?.name ?? 'This'} is no image that can be searched with: JPEG, PNG or WebP is needed.`;
}
