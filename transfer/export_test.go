package transfer

// SmallBatches makes an import write few records at once.
func SmallBatches(o *ImportOptions) { o.batch = 20 }
